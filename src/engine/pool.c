#include "engine/pool.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "base/limits.h"

/* What one document may print: a report of 10,000 findings has some 20 MB as SARIF. */
enum { OUTPUT_CAP = 512 * 1024 * 1024 };

struct slot {
    bool done;
    struct gly_summary summary;
    struct gly_buf out[GLY_POOL_MAX_OUTPUTS];
};

struct pool {
    const struct gly_pool_job *jobs;
    size_t job_count;
    const struct gly_pool_client *client;
    struct slot *slots;
    atomic_size_t next;
    atomic_bool stopped;
    pthread_mutex_t lock;
    pthread_cond_t finished;
    /* Whose turn it is to be settled; documents are taken in input order, so the one
     * whose turn it is never waits. */
    size_t turn;
    pthread_mutex_t turn_lock;
    pthread_cond_t turned;
};

static void summarise(const struct gly_result *result, enum gly_severity fail_on,
                      struct gly_summary *summary)
{
    summary->words = result->words;
    summary->reader = result->reader;
    summary->dropped = result->dropped;
    summary->passages = result->passages;
    summary->foreign = result->foreign;
    memcpy(summary->foreign_lang, result->foreign_lang, sizeof summary->foreign_lang);
    summary->error = result->error;
    for (uint32_t i = 0; i < result->finding_count; i++) {
        const struct gly_finding *f = result->findings[i];
        if (!gly_finding_counts(f)) {
            summary->suppressed++;
            continue;
        }
        summary->findings[f->severity]++;
        summary->failing += fail_on != GLY_OFF && f->severity >= fail_on;
    }
}

/* Reporters work in the arena of the document; where it ends, that report is dropped
 * whole and the run says so. */
static void report(const struct gly_pool_client *client, struct gly_worker *worker,
                   const struct gly_result *result, struct slot *slot)
{
    worker->arena.unwind = &worker->given_up;
    if (setjmp(worker->given_up) == 0) {
        client->document(client->context, result, slot->out);
    } else {
        for (unsigned i = 0; i < client->output_count; i++)
            slot->out[i].failed = true;
    }
    worker->arena.unwind = NULL;
    for (unsigned i = 0; i < client->output_count; i++) {
        if (!slot->out[i].failed)
            continue;
        gly_buf_clear(&slot->out[i]);
        gly_error_set(&slot->summary.error, GLY_E_LIMIT, result->error.file, 0,
                      "there is not enough memory to report the findings");
    }
}

static void settle(struct pool *pool, size_t index, struct gly_result *result)
{
    if (!pool->client->settle)
        return;
    pthread_mutex_lock(&pool->turn_lock);
    while (pool->turn != index && !atomic_load(&pool->stopped))
        pthread_cond_wait(&pool->turned, &pool->turn_lock);
    if (result && pool->turn == index)
        pool->client->settle(pool->client->context, index, result);
    pool->turn = index + 1;
    pthread_cond_broadcast(&pool->turned);
    pthread_mutex_unlock(&pool->turn_lock);
}

static void stop(struct pool *pool)
{
    pthread_mutex_lock(&pool->turn_lock);
    atomic_store(&pool->stopped, true);
    pthread_cond_broadcast(&pool->turned);
    pthread_mutex_unlock(&pool->turn_lock);
}

static void run_one(struct pool *pool, struct gly_worker *worker, size_t index)
{
    struct slot *slot = &pool->slots[index];
    for (unsigned i = 0; i < pool->client->output_count; i++)
        gly_buf_init(&slot->out[i], OUTPUT_CAP);
    struct gly_result result;
    if (gly_run_document(worker, pool->jobs[index].plan, &pool->jobs[index].job,
                         &result)) {
        settle(pool, index, &result);
        summarise(&result, pool->jobs[index].fail_on, &slot->summary);
        gly_timer_start(&worker->timer);
        report(pool->client, worker, &result, slot);
        gly_timer_stage(&worker->timer, GLY_TIMED_REPORT);
    } else {
        settle(pool, index, NULL);
        slot->summary.skipped = true;
    }
}

static void emit(struct pool *pool, size_t index)
{
    struct slot *slot = &pool->slots[index];
    if (!atomic_load(&pool->stopped) &&
        !pool->client->emit(pool->client->context, &slot->summary, slot->out))
        stop(pool);
    for (unsigned i = 0; i < pool->client->output_count; i++)
        gly_buf_release(&slot->out[i]);
}

static void start_timing(const struct pool *pool, struct gly_worker *worker)
{
    if (pool->client->timings)
        worker->timer.to = gly_timings_new();
}

static void end_timing(struct pool *pool, struct gly_worker *worker)
{
    if (!worker->timer.to)
        return;
    pthread_mutex_lock(&pool->lock);
    gly_timings_add(pool->client->timings, worker->timer.to);
    pthread_mutex_unlock(&pool->lock);
    gly_timings_free(worker->timer.to);
}

static void *work(void *argument)
{
    struct pool *pool = argument;
    struct gly_worker worker;
    gly_worker_init(&worker);
    start_timing(pool, &worker);
    for (;;) {
        size_t index = atomic_fetch_add(&pool->next, 1);
        if (index >= pool->job_count || atomic_load(&pool->stopped))
            break;
        run_one(pool, &worker, index);
        pthread_mutex_lock(&pool->lock);
        pool->slots[index].done = true;
        pthread_cond_signal(&pool->finished);
        pthread_mutex_unlock(&pool->lock);
    }
    end_timing(pool, &worker);
    gly_worker_release(&worker);
    return NULL;
}

static void run_alone(struct pool *pool)
{
    struct gly_worker worker;
    gly_worker_init(&worker);
    start_timing(pool, &worker);
    for (size_t i = 0; i < pool->job_count && !atomic_load(&pool->stopped); i++) {
        run_one(pool, &worker, i);
        emit(pool, i);
    }
    end_timing(pool, &worker);
    gly_worker_release(&worker);
}

static void run_together(struct pool *pool, unsigned workers)
{
    pthread_t threads[GLY_LIMIT_WORKERS];
    unsigned started = 0;
    while (started < workers &&
           pthread_create(&threads[started], NULL, work, pool) == 0)
        started++;
    if (started == 0) {
        run_alone(pool);
        return;
    }
    for (size_t i = 0; i < pool->job_count; i++) {
        pthread_mutex_lock(&pool->lock);
        while (!pool->slots[i].done)
            pthread_cond_wait(&pool->finished, &pool->lock);
        pthread_mutex_unlock(&pool->lock);
        emit(pool, i);
        if (atomic_load(&pool->stopped))
            break;
    }
    for (unsigned t = 0; t < started; t++)
        pthread_join(threads[t], NULL);
    /* Stopped early: documents that were under way still hold their output. */
    for (size_t i = 0; i < pool->job_count; i++)
        for (unsigned o = 0; o < pool->client->output_count; o++)
            if (pool->slots[i].out[o].ptr)
                gly_buf_release(&pool->slots[i].out[o]);
}

enum gly_status gly_pool_run(const struct gly_pool_job *jobs, size_t job_count,
                             unsigned workers, const struct gly_pool_client *client,
                             struct gly_error *err)
{
    struct pool pool = {.jobs = jobs, .job_count = job_count, .client = client};
    if (job_count == 0)
        return GLY_OK;
    pool.slots = calloc(job_count, sizeof *pool.slots);
    if (!pool.slots)
        return gly_error_set(err, GLY_E_LIMIT, NULL, 0, "out of memory");
    pthread_mutex_init(&pool.lock, NULL);
    pthread_cond_init(&pool.finished, NULL);
    pthread_mutex_init(&pool.turn_lock, NULL);
    pthread_cond_init(&pool.turned, NULL);
    if (workers > job_count)
        workers = (unsigned)job_count;
    if (workers > GLY_LIMIT_WORKERS)
        workers = GLY_LIMIT_WORKERS;
    if (workers <= 1)
        run_alone(&pool);
    else
        run_together(&pool, workers);
    pthread_cond_destroy(&pool.turned);
    pthread_mutex_destroy(&pool.turn_lock);
    pthread_cond_destroy(&pool.finished);
    pthread_mutex_destroy(&pool.lock);
    free(pool.slots);
    return GLY_OK;
}

unsigned gly_pool_processors(void)
{
    cpu_set_t set;
    if (sched_getaffinity(0, sizeof set, &set) != 0)
        return 1;
    int count = CPU_COUNT(&set);
    return count > 0 ? (unsigned)count : 1;
}
