#include "base/process.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"

extern char **environ;

/* A child of its own: reads nothing, writes to `out`, complains to `complaints`. The
 * caller may ignore SIGPIPE; the child starts as if nobody did. */
static int spawn(const char *const *argv, int out, int complaints, pid_t *ret_pid)
{
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGPIPE);
    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_init(&attributes);
    int failure =
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
    if (!failure)
        failure = posix_spawn_file_actions_adddup2(&actions, out, 1);
    if (!failure)
        failure = posix_spawn_file_actions_adddup2(&actions, complaints, 2);
    if (!failure)
        failure = posix_spawnattr_setsigdefault(&attributes, &signals);
    if (!failure)
        failure = posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
    if (!failure)
        failure = posix_spawnp(ret_pid, argv[0], &actions, &attributes,
                               (char *const *)argv, environ);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return failure;
}

static int wait_for(pid_t pid)
{
    int status;
    while (waitpid(pid, &status, 0) < 0)
        if (errno != EINTR)
            return 255;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 255;
}

enum gly_status gly_process_run(const char *const *argv, struct gly_buf *out,
                                struct gly_buf *complaints, int *ret_exit,
                                struct gly_error *err)
{
    int ends[2] = {-1, -1}, failure = 0;
    pid_t pid = -1;
    int noted = memfd_create("complaints", MFD_CLOEXEC);
    if (noted < 0 || pipe2(ends, O_CLOEXEC) != 0)
        failure = errno;
    if (!failure)
        failure = spawn(argv, ends[1], noted, &pid);
    if (ends[1] >= 0)
        close(ends[1]);
    int reading = failure ? 0 : gly_file_read(ends[0], out);
    /* Closing first ends a child that still has more to say. */
    if (ends[0] >= 0)
        close(ends[0]);
    if (pid > 0)
        *ret_exit = wait_for(pid);
    if (!failure && lseek(noted, 0, SEEK_SET) == 0)
        gly_file_read(noted, complaints);
    if (noted >= 0)
        close(noted);
    if (failure || reading)
        return gly_error_set(err, reading == EFBIG ? GLY_E_LIMIT : GLY_E_IO, NULL, 0,
                             "cannot run %s: %s", argv[0],
                             strerror(failure ? failure : reading));
    return GLY_OK;
}
