/* bench-process.c: a program, from its start to its end
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "bench-process.h"

#include "bench.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

GPid
bench_process_start (const char *const *argv, const char *output)
{
  g_autoptr (GError) error = NULL;
  int file = g_open (output != NULL ? output : "/dev/null", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  GPid pid;

  g_assert (file >= 0);
  /* with neither a working folder nor a child set-up, GLib uses posix_spawn(), which costs the same for either side */
  if (!g_spawn_async_with_pipes_and_fds (NULL, argv, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_LEAVE_DESCRIPTORS_OPEN,
                                         NULL, NULL, -1, file, file, NULL, NULL, 0, &pid, NULL, NULL, NULL, &error))
    g_error ("%s: %s", argv[0], error->message);
  g_close (file, NULL);
  return pid;
}

static double
to_seconds (struct timeval time)
{
  return (double) time.tv_sec + (double) time.tv_usec / G_USEC_PER_SEC;
}

BenchCost
bench_process_run (const char *const *argv, const char *output)
{
  double begin = bench_now ();
  GPid pid = bench_process_start (argv, output);
  struct rusage usage;
  int status;

  if (wait4 (pid, &status, 0, &usage) != pid || !WIFEXITED (status) || WEXITSTATUS (status) != 0)
    g_error ("%s failed", argv[0]);
  return (BenchCost) { bench_now () - begin, to_seconds (usage.ru_utime) + to_seconds (usage.ru_stime), 1024.0 * (double) usage.ru_maxrss };
}

void
bench_process_stop (GPid pid)
{
  kill (pid, SIGTERM);
  waitpid (pid, NULL, 0);
}

double
bench_process_peak_memory (GPid pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/status", (int) pid);
  g_autofree char *text = NULL;
  const char *line;

  if (!g_file_get_contents (path, &text, NULL, NULL) || (line = strstr (text, "VmHWM:")) == NULL)
    g_error ("The kernel does not tell how much memory a program took");
  return 1024.0 * (double) g_ascii_strtoull (line + strlen ("VmHWM:"), NULL, 10);
}
