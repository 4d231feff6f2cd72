#include "base/arena.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/asan_interface.h>
#define POISON(ptr, len)   __asan_poison_memory_region((ptr), (len))
#define UNPOISON(ptr, len) __asan_unpoison_memory_region((ptr), (len))
#else
#define POISON(ptr, len)   ((void)0)
#define UNPOISON(ptr, len) ((void)0)
#endif

struct gly_arena_chunk {
    struct gly_arena_chunk *older;
    size_t room, used;
    max_align_t bytes[];
};

struct gly_arena_deferred {
    struct gly_arena_deferred *older;
    void (*release)(void *);
    void *object;
};

/* 64 KiB holds everything about a short article; larger documents double from there. */
enum { FIRST_CHUNK = 64 * 1024 };

static const size_t alignment = sizeof(max_align_t);

void gly_arena_init(struct gly_arena *arena, size_t cap)
{
    *arena = (struct gly_arena){.cap = cap};
}

static void free_chunks(struct gly_arena_chunk *chunk)
{
    while (chunk) {
        struct gly_arena_chunk *older = chunk->older;
        UNPOISON(chunk->bytes, chunk->room);
        free(chunk);
        chunk = older;
    }
}

static void run_deferred(struct gly_arena *arena)
{
    /* The nodes live in the arena itself: read each before it is called. */
    while (arena->deferred) {
        struct gly_arena_deferred *d = arena->deferred;
        arena->deferred = d->older;
        d->release(d->object);
    }
}

void gly_arena_clear(struct gly_arena *arena)
{
    run_deferred(arena);
    struct gly_arena_chunk *kept = arena->chunk;
    if (kept && kept->room > GLY_LIMIT_ARENA_KEPT_BYTES)
        kept = NULL;
    free_chunks(kept ? kept->older : arena->chunk);
    arena->held = 0;
    arena->chunk = kept;
    if (kept) {
        kept->older = NULL;
        kept->used = 0;
        arena->held = kept->room;
        POISON(kept->bytes, kept->room);
    }
}

void gly_arena_release(struct gly_arena *arena)
{
    run_deferred(arena);
    free_chunks(arena->chunk);
    arena->chunk = NULL;
    arena->held = 0;
}

_Noreturn void gly_arena_give_up(struct gly_arena *arena)
{
    if (arena->unwind)
        longjmp(*arena->unwind, 1);
    fputs("galley: out of memory\n", stderr);
    abort();
}

static void *new_chunk(struct gly_arena *arena, size_t bytes)
{
    size_t room = arena->chunk ? arena->chunk->room * 2 : FIRST_CHUNK;
    /* Doubling stops at 64 MiB: beyond it the waste would cost more than the calls. */
    if (room > (size_t)64 * 1024 * 1024)
        room = (size_t)64 * 1024 * 1024;
    if (room < bytes)
        room = bytes;
    if (room > arena->cap - arena->held)
        gly_arena_give_up(arena);
    struct gly_arena_chunk *chunk = malloc(sizeof *chunk + room);
    if (!chunk)
        gly_arena_give_up(arena);
    *chunk =
        (struct gly_arena_chunk){.older = arena->chunk, .room = room, .used = bytes};
    POISON(chunk->bytes, room);
    arena->held += room;
    arena->chunk = chunk;
    return chunk->bytes;
}

static size_t checked_bytes(struct gly_arena *arena, size_t count, size_t size)
{
    size_t bytes;
    if (__builtin_mul_overflow(count, size, &bytes) ||
        __builtin_add_overflow(bytes, alignment - 1, &bytes))
        gly_arena_give_up(arena);
    return bytes / alignment * alignment;
}

void *gly_arena_alloc_raw(struct gly_arena *arena, size_t count, size_t size)
{
    size_t bytes = checked_bytes(arena, count, size);
    struct gly_arena_chunk *chunk = arena->chunk;
    char *ptr;
    if (chunk && bytes <= chunk->room - chunk->used) {
        ptr = (char *)chunk->bytes + chunk->used;
        chunk->used += bytes;
    } else {
        ptr = new_chunk(arena, bytes);
    }
    UNPOISON(ptr, count * size);
    return ptr;
}

void *gly_arena_alloc(struct gly_arena *arena, size_t count, size_t size)
{
    void *ptr = gly_arena_alloc_raw(arena, count, size);
    memset(ptr, 0, count * size);
    return ptr;
}

void *gly_arena_grow(struct gly_arena *arena, void *old, size_t count, size_t wanted,
                     size_t size)
{
    size_t held = checked_bytes(arena, count, size);
    size_t bytes = checked_bytes(arena, wanted, size);
    struct gly_arena_chunk *chunk = arena->chunk;
    if (old && held > 0 && held <= chunk->used &&
        (char *)old + held == (char *)chunk->bytes + chunk->used &&
        bytes - held <= chunk->room - chunk->used) {
        chunk->used += bytes - held;
        UNPOISON(old, wanted * size);
        return old;
    }
    void *ptr = gly_arena_alloc_raw(arena, wanted, size);
    if (count > 0)
        memcpy(ptr, old, count * size);
    return ptr;
}

void *gly_arena_grow_vec(struct gly_arena *arena, void *old, uint32_t count,
                         uint32_t *room, size_t size)
{
    if (*room > UINT32_MAX / 2)
        gly_arena_give_up(arena);
    uint32_t wanted = *room ? *room * 2 : 16;
    void *ptr = gly_arena_grow(arena, old, count, wanted, size);
    *room = wanted;
    return ptr;
}

char *gly_arena_cstring(struct gly_arena *arena, struct gly_str s)
{
    char *copy = gly_arena_alloc_raw(arena, s.len + 1, 1);
    if (s.len > 0)
        memcpy(copy, s.ptr, s.len);
    copy[s.len] = '\0';
    return copy;
}

struct gly_str gly_arena_copy(struct gly_arena *arena, struct gly_str s)
{
    return (struct gly_str){gly_arena_cstring(arena, s), s.len};
}

struct gly_str gly_arena_vformat(struct gly_arena *arena, const char *format,
                                 va_list args)
{
    char small[256];
    va_list again;
    va_copy(again, args);
    int len = vsnprintf(small, sizeof small, format, args);
    struct gly_str text = {"", 0};
    if (len >= 0 && (size_t)len < sizeof small) {
        text = gly_arena_copy(arena, (struct gly_str){small, (size_t)len});
    } else if (len >= 0) {
        char *large = gly_arena_alloc_raw(arena, (size_t)len + 1, 1);
        vsnprintf(large, (size_t)len + 1, format, again);
        text = (struct gly_str){large, (size_t)len};
    }
    va_end(again);
    return text;
}

struct gly_str gly_arena_format(struct gly_arena *arena, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    struct gly_str text = gly_arena_vformat(arena, format, args);
    va_end(args);
    return text;
}

void gly_arena_defer(struct gly_arena *arena, void (*release)(void *), void *object)
{
    struct gly_arena_deferred *d = gly_arena_alloc(arena, 1, sizeof *d);
    *d = (struct gly_arena_deferred){arena->deferred, release, object};
    arena->deferred = d;
}
