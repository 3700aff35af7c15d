/* avow-secret.c: passphrases and codes, while they are needed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-secret.h"

#include <openssl/crypto.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#define HEAP_BYTES (4 * 1024 * 1024) /* of the 8 MiB that Linux lets a process lock since 5.16 */
#define SMALL_HEAP_BYTES (32 * 1024)  /* of the 64 KiB that it did before */
#define LEAST_BYTES 16

/* OpenSSL keeps private keys here too, 64 bytes each, and makes none where it is full: a sample holds a key a person. */
static gsize
find_heap_size (void)
{
  struct rlimit limit;

  return getrlimit (RLIMIT_MEMLOCK, &limit) == 0 && limit.rlim_cur >= 2 * HEAP_BYTES ? HEAP_BYTES : SMALL_HEAP_BYTES;
}

/* Its pages are locked, left out of core dumps, and stand between two that nobody may touch. */
static void
init_heap (void)
{
  static gsize once = 0;

  if (g_once_init_enter (&once))
    {
      CRYPTO_secure_malloc_init (find_heap_size (), LEAST_BYTES);
      g_once_init_leave (&once, 1);
    }
}

AvowSecret *
avow_secret_dup (const char *text)
{
  gsize size;
  AvowSecret *self;

  if (text == NULL)
    return NULL;

  init_heap ();
  size = strlen (text) + 1;
  self = OPENSSL_secure_malloc (size);
  if (self == NULL) /* the heap is full */
    self = OPENSSL_malloc (size);
  if (self == NULL)
    g_error ("Out of memory for a secret");
  return memcpy (self, text, size);
}

void
avow_secret_free (AvowSecret *self)
{
  if (self != NULL)
    OPENSSL_secure_clear_free (self, strlen (self) + 1);
}

void
avow_secret_wipe (char *text)
{
  if (text != NULL)
    OPENSSL_cleanse (text, strlen (text));
  g_free (text);
}

void
avow_secret_guard_process (void)
{
  init_heap ();
  prctl (PR_SET_DUMPABLE, 0, 0, 0, 0);
}
