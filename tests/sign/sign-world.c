/* sign-world.c: an organisation of one person, for tests
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "sign-world.h"

#include <gio/gio.h>

static void
certify_seal (World *self, GError **error)
{
  g_autoptr (GBytes) raw = avow_key_get_public_raw (self->seal_key);
  AvowDigest ledger;

  avow_digest_compute (g_bytes_get_data (raw, NULL), g_bytes_get_size (raw), &ledger);
  self->seal = avow_certificate_new_seal (self->seal_key, self->invitation, self->invitation_key, WORLD_STAFF_NUMBER, &ledger, error);
}

World *
world_new (const char *organisation)
{
  World *self = g_new0 (World, 1);
  g_autoptr (GError) error = NULL;

  self->root_key = avow_key_new (AVOW_KEY_P256, &error);
  g_assert_no_error (error);
  self->invitation_key = avow_key_new (AVOW_KEY_P256, &error);
  g_assert_no_error (error);
  self->person_key = avow_key_new (AVOW_KEY_P256, &error);
  g_assert_no_error (error);
  self->seal_key = avow_key_new (AVOW_KEY_ED25519, &error);
  g_assert_no_error (error);

  self->root = avow_certificate_new_root (self->root_key, organisation, "Sample root", &error);
  g_assert_no_error (error);
  self->invitation = avow_certificate_new_invitation (self->invitation_key, self->root, self->root_key, WORLD_STAFF_NUMBER, &error);
  g_assert_no_error (error);
  self->person = avow_certificate_new_person (self->person_key, self->invitation, self->invitation_key, WORLD_STAFF_NUMBER,
                                              WORLD_NAME, &error);
  g_assert_no_error (error);
  certify_seal (self, &error);
  g_assert_no_error (error);

  self->chain = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_certificate_unref);
  g_ptr_array_add (self->chain, avow_certificate_ref (self->invitation));
  return self;
}

void
world_free (World *self)
{
  avow_key_unref (self->root_key);
  avow_key_unref (self->invitation_key);
  avow_key_unref (self->person_key);
  avow_key_unref (self->seal_key);
  avow_certificate_unref (self->root);
  avow_certificate_unref (self->invitation);
  avow_certificate_unref (self->person);
  avow_certificate_unref (self->seal);
  g_ptr_array_unref (self->chain);
  g_free (self);
}

int
world_run (const char *command, ...)
{
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *output = NULL;
  const char *argument;
  va_list list;

  g_ptr_array_add (arguments, (gpointer) command);
  va_start (list, command);
  while ((argument = va_arg (list, const char *)) != NULL)
    g_ptr_array_add (arguments, (gpointer) argument);
  va_end (list);
  g_ptr_array_add (arguments, NULL);

  process = g_subprocess_newv ((const char *const *) arguments->pdata,
                               G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &output, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  g_test_message ("%s: %s", command, output);

  return g_subprocess_get_exit_status (process);
}
