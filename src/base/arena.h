/* An arena: memory that is given out in pieces and taken back all at once.
 *
 * What belongs to a document lives in its worker's arena and dies with it; nobody frees
 * pieces. An allocation never fails quietly: where memory or the arena's cap ends, the
 * arena jumps to the unwind point that was set with `arena->unwind` (engine/run.c has
 * the only one for documents), or ends the program when there is none. So nothing that
 * must be closed may be held across an allocation, unless it is registered with
 * gly_arena_defer(). */
#ifndef GALLEY_ARENA_H
#define GALLEY_ARENA_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <galley/span.h>

struct gly_arena_chunk;
struct gly_arena_deferred;

struct gly_arena {
    struct gly_arena_chunk *chunk; /* the one in use; older ones behind it */
    struct gly_arena_deferred *deferred;
    size_t held; /* bytes taken from the system */
    size_t cap;
    jmp_buf *unwind;
};

/* `cap` is the most the arena may take from the system, in bytes. */
void gly_arena_init(struct gly_arena *arena, size_t cap);
/* Empty, ready to use again; keeps a little memory (GLY_LIMIT_ARENA_KEPT_BYTES). */
void gly_arena_clear(struct gly_arena *arena);
void gly_arena_release(struct gly_arena *arena);

/* `count` zeroed objects of `size` bytes, aligned for any type. The product is checked.
 * Never NULL, also for nothing. */
void *gly_arena_alloc(struct gly_arena *arena, size_t count, size_t size);

/* Like gly_arena_alloc, not zeroed: for buffers that are written before they are read.
 */
void *gly_arena_alloc_raw(struct gly_arena *arena, size_t count, size_t size);

/* Grow an array of `count` objects to `wanted`, in place where it was the last thing
 * allocated; `old` may be NULL. New objects are not zeroed. */
void *gly_arena_grow(struct gly_arena *arena, void *old, size_t count, size_t wanted,
                     size_t size);

struct gly_str gly_arena_copy(struct gly_arena *arena, struct gly_str s);
/* A NUL-terminated copy. */
char *gly_arena_cstring(struct gly_arena *arena, struct gly_str s);
struct gly_str gly_arena_format(struct gly_arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
struct gly_str gly_arena_vformat(struct gly_arena *arena, const char *format,
                                 va_list args) __attribute__((format(printf, 2, 0)));

/* Call `release(object)` when the arena is next cleared or released: for handles of
 * libraries that allocate by themselves. Last registered, first called. */
void gly_arena_defer(struct gly_arena *arena, void (*release)(void *), void *object);

/* Jump to the unwind point: the document in hand cannot be finished. */
_Noreturn void gly_arena_give_up(struct gly_arena *arena);

/* A growing array in an arena: struct { T *at; uint32_t count, room; }. */
#define GLY_VEC(type)         \
    struct {                  \
        type *at;             \
        uint32_t count, room; \
    }

/* Room for one more; evaluates to a pointer to it. The new object is not zeroed. */
#define GLY_VEC_ADD(arena, vec)                                                    \
    ((vec)->count == (vec)->room                                                   \
         ? (void)((vec)->at = gly_arena_grow_vec((arena), (vec)->at, (vec)->count, \
                                                 &(vec)->room, sizeof *(vec)->at)) \
         : (void)0,                                                                \
     &(vec)->at[(vec)->count++])

/* The workings of GLY_VEC_ADD: doubles `*room`. */
void *gly_arena_grow_vec(struct gly_arena *arena, void *old, uint32_t count,
                         uint32_t *room, size_t size);

#endif
