/* avow-driver.c: a person with a keyboard and a screen reader
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-driver.h"

#include "avow-driver-screen.h"

#include <errno.h>
#include <gio/gio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>

/* How long something may take to come about before the driver gives up; far beyond what it should take,
 * for this is no measure of speed but an end to waiting. */
#define PATIENCE_MS 60000
#define ANSWER_MS 10000
#define STEP_MS 40
#define MAX_DEPTH 60
#define MAX_TABS 150
#define MAX_SURROUNDINGS 5
#define LATE_MS 200    /* about what it takes a dialog to close */
#define PAST_LAST 1000 /* windows */

struct _AvowDriver
{
  GSubprocess *process;
  int pid;
  AvowScreen *screen;
};

/* Looks at the world as a screen reader does: anew each time, as what we hold may be out of date. */
static AtspiAccessible *
get_application (AvowDriver *self)
{
  g_autoptr (AtspiAccessible) desktop = atspi_get_desktop (0);
  atspi_accessible_clear_cache (desktop);
  int n_children = atspi_accessible_get_child_count (desktop, NULL);
  for (int i = 0; i < n_children; i++)
    {
      AtspiAccessible *child = atspi_accessible_get_child_at_index (desktop, i, NULL);
      if (child != NULL && (int) atspi_accessible_get_process_id (child, NULL) == self->pid)
        {
          atspi_accessible_clear_cache (child);
          return child;
        }
      g_clear_object (&child);
    }
  return NULL;
}

static gboolean
has_state (AtspiAccessible *accessible, AtspiStateType state)
{
  g_autoptr (AtspiStateSet) states = atspi_accessible_get_state_set (accessible);
  return states != NULL && atspi_state_set_contains (states, state);
}

static char *
get_text (AtspiAccessible *accessible)
{
  g_autoptr (AtspiText) text = atspi_accessible_get_text_iface (accessible);
  if (text == NULL)
    return NULL;
  int length = atspi_text_get_character_count (text, NULL);
  return length > 0 ? atspi_text_get_text (text, 0, length, NULL) : NULL;
}

/* Calls @visit on everything that is showing, in reading order, until it says TRUE. At GTK 4.8 only windows
 * bear the state SHOWING; what stands in them is VISIBLE. */
typedef gboolean (*Visit) (AtspiAccessible *accessible, guint depth, gpointer data);

/* Each once: where a window has closed since they were counted, GTK 4.8 answers with the last one again. */
static GPtrArray *
list_children (AtspiAccessible *accessible)
{
  GPtrArray *children = g_ptr_array_new_with_free_func (g_object_unref);
  int n_children = atspi_accessible_get_child_count (accessible, NULL);
  for (int i = 0; i < n_children; i++)
    {
      AtspiAccessible *child = atspi_accessible_get_child_at_index (accessible, i, NULL);
      if (child != NULL && !g_ptr_array_find (children, child, NULL))
        g_ptr_array_add (children, child);
      else
        g_clear_object (&child);
    }
  return children;
}

static gboolean
walk (AtspiAccessible *accessible, guint depth, Visit visit, gpointer data)
{
  if (depth > MAX_DEPTH || (depth > 1 && !has_state (accessible, ATSPI_STATE_VISIBLE)))
    return FALSE;
  if (visit (accessible, depth, data))
    return TRUE;
  g_autoptr (GPtrArray) children = list_children (accessible);
  for (guint i = 0; i < children->len; i++)
    if (walk (g_ptr_array_index (children, i), depth + 1, visit, data))
      return TRUE;
  return FALSE;
}

static gboolean
walk_application (AvowDriver *self, Visit visit, gpointer data)
{
  g_autoptr (AtspiAccessible) application = get_application (self);
  return application != NULL && walk (application, 0, visit, data);
}

typedef struct
{
  AtspiRole role;
  GPatternSpec *name;
  gboolean texts;     /* look into texts, too */
  gboolean focusable; /* only what can have the focus */
  AtspiAccessible *found;
} Search;

static gboolean
matches_text (Search *search, AtspiAccessible *accessible)
{
  g_autofree char *text = get_text (accessible);
  return text != NULL && g_pattern_spec_match_string (search->name, text);
}

static gboolean
visit_search (AtspiAccessible *accessible, guint depth, gpointer data)
{
  Search *search = data;
  if (search->role != ATSPI_ROLE_INVALID && atspi_accessible_get_role (accessible, NULL) != search->role)
    return FALSE;
  g_autofree char *name = atspi_accessible_get_name (accessible, NULL);
  if ((name == NULL || !g_pattern_spec_match_string (search->name, name)) && !(search->texts && matches_text (search, accessible)))
    return FALSE;
  if (search->focusable && !has_state (accessible, ATSPI_STATE_FOCUSABLE))
    return FALSE;
  search->found = g_object_ref (accessible);
  return TRUE;
}

static AtspiAccessible *
search_application (AvowDriver *self, AtspiRole role, const char *name, gboolean texts, gboolean focusable)
{
  g_autoptr (GPatternSpec) pattern = g_pattern_spec_new (name);
  Search search = { role, pattern, texts, focusable, NULL };
  walk_application (self, visit_search, &search);
  return search.found;
}

static gint64
get_end (void)
{
  return g_get_monotonic_time () + PATIENCE_MS * G_TIME_SPAN_MILLISECOND;
}

/* Lets time pass, and what the bus says arrive. */
static void
rest (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_usleep (STEP_MS * 1000);
}

void
avow_driver_give_up (AvowDriver *self, const char *what, const char *name)
{
  g_autofree char *tree = avow_driver_dump (self);
  g_printerr ("%s", tree);
  avow_screen_shoot (self->screen, "avow-driver-gave-up.png");
  g_error ("%s: “%s”; above is what a screen reader has, and avow-driver-gave-up.png what the screen shows", what, name);
}

AtspiAccessible *
avow_driver_find (AvowDriver *self, AtspiRole role, const char *name)
{
  return search_application (self, role, name, FALSE, FALSE);
}

AtspiAccessible *
avow_driver_wait (AvowDriver *self, AtspiRole role, const char *name)
{
  for (gint64 end = get_end (); g_get_monotonic_time () < end;)
    {
      AtspiAccessible *found = avow_driver_find (self, role, name);
      if (found != NULL)
        return found;
      rest ();
    }
  avow_driver_give_up (self, "This never showed", name);
}

/* Whatever changes while one looks can hide a thing from one look, but not from two. */
void
avow_driver_wait_gone (AvowDriver *self, AtspiRole role, const char *name)
{
  guint misses = 0;
  for (gint64 end = get_end (); g_get_monotonic_time () < end;)
    {
      g_autoptr (AtspiAccessible) application = get_application (self);
      g_autoptr (AtspiAccessible) found = avow_driver_find (self, role, name);
      misses = application != NULL && found == NULL ? misses + 1 : 0;
      if (misses == 2)
        return;
      rest ();
    }
  avow_driver_give_up (self, "This never went away", name);
}

gboolean
avow_driver_has_text (AvowDriver *self, const char *pattern)
{
  g_autoptr (AtspiAccessible) found = search_application (self, ATSPI_ROLE_INVALID, pattern, TRUE, FALSE);
  return found != NULL;
}

void
avow_driver_wait_text (AvowDriver *self, const char *pattern)
{
  for (gint64 end = get_end (); g_get_monotonic_time () < end;)
    {
      if (avow_driver_has_text (self, pattern))
        return;
      rest ();
    }
  avow_driver_give_up (self, "This text never showed", pattern);
}

void
avow_driver_set_text_dpi (guint dpi)
{
  AvowScreen *screen = avow_screen_open ();
  avow_screen_set_text_dpi (screen, dpi);
  avow_screen_close (screen);
}

AvowDriver *
avow_driver_start (const char *const *argv, const char *const *environment)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  g_autoptr (GError) error = NULL;
  g_subprocess_launcher_setenv (launcher, "GTK_A11Y", "atspi", TRUE);
  g_subprocess_launcher_setenv (launcher, "GSK_RENDERER", "cairo", TRUE);
  g_subprocess_launcher_setenv (launcher, "GDK_BACKEND", "x11", TRUE);
  g_subprocess_launcher_setenv (launcher, "GSETTINGS_BACKEND", "memory", TRUE);
  for (guint i = 0; environment != NULL && environment[i] != NULL; i++)
    {
      g_auto (GStrv) pair = g_strsplit (environment[i], "=", 2);
      g_subprocess_launcher_setenv (launcher, pair[0], pair[1], TRUE);
    }
  AvowDriver *self = g_new0 (AvowDriver, 1);
  atspi_init ();
  /* of itself it takes whatever does not answer within 0.8 seconds for something that is not there */
  atspi_set_timeout (ANSWER_MS, ANSWER_MS);
  self->screen = avow_screen_open ();
  /* handed down: a write past the limit then fails, rather than to end the application */
  signal (SIGXFSZ, SIG_IGN);
  self->process = g_subprocess_launcher_spawnv (launcher, argv, &error);
  if (self->process == NULL)
    g_error ("%s did not start: %s", argv[0], error->message);
  self->pid = atoi (g_subprocess_get_identifier (self->process));
  g_autoptr (AtspiAccessible) window = avow_driver_wait (self, ATSPI_ROLE_FRAME, "*");
  for (gint64 end = get_end (); !avow_screen_focus_top (self->screen);)
    {
      if (g_get_monotonic_time () >= end)
        avow_driver_give_up (self, "This has no window to type into", argv[0]);
      rest ();
    }
  return self;
}

static void
driver_free (AvowDriver *self)
{
  g_subprocess_wait (self->process, NULL, NULL);
  g_object_unref (self->process);
  avow_screen_close (self->screen);
  g_free (self);
}

void
avow_driver_quit (AvowDriver *self)
{
  avow_driver_press (self, "<Ctrl>q");
  driver_free (self);
}

void
avow_driver_kill (AvowDriver *self)
{
  g_subprocess_send_signal (self->process, SIGKILL);
  driver_free (self);
}

void
avow_driver_signal (AvowDriver *self, int number)
{
  g_subprocess_send_signal (self->process, number);
}

void
avow_driver_press (AvowDriver *self, const char *accelerator)
{
  avow_screen_focus_top (self->screen);
  avow_screen_press (self->screen, accelerator);
  rest ();
}

void
avow_driver_type (AvowDriver *self, const char *text)
{
  avow_screen_focus_top (self->screen);
  avow_screen_type (self->screen, text);
  rest ();
}

/* What one has hold of may be replaced while the keys wander, so it is looked for anew now and then. */
void
avow_driver_focus (AvowDriver *self, AtspiRole role, const char *name)
{
  g_autoptr (AtspiAccessible) target = NULL;
  g_object_unref (avow_driver_wait (self, role, name));
  for (guint tabs = 0; tabs < MAX_TABS; tabs++)
    {
      if (target == NULL || tabs % 16 == 0)
        {
          g_clear_object (&target);
          target = search_application (self, role, name, FALSE, TRUE);
        }
      if (target != NULL)
        {
          atspi_accessible_clear_cache (target);
          if (has_state (target, ATSPI_STATE_FOCUSED))
            return;
        }
      avow_driver_press (self, "Tab");
    }
  avow_driver_give_up (self, "Tab never came to this", name);
}

static gboolean
has_focused_row (AtspiAccessible *list)
{
  int n_rows = atspi_accessible_get_child_count (list, NULL);
  for (int i = 0; i < n_rows; i++)
    {
      g_autoptr (AtspiAccessible) row = atspi_accessible_get_child_at_index (list, i, NULL);
      if (row != NULL)
        atspi_accessible_clear_cache (row);
      if (row != NULL && has_state (row, ATSPI_STATE_FOCUSED))
        return TRUE;
    }
  return FALSE;
}

void
avow_driver_focus_into (AvowDriver *self, const char *list)
{
  for (guint tabs = 0; tabs < MAX_TABS; tabs++)
    {
      g_autoptr (AtspiAccessible) found = avow_driver_wait (self, ATSPI_ROLE_LIST, list);
      if (has_focused_row (found))
        return;
      avow_driver_press (self, "Tab");
    }
  avow_driver_give_up (self, "Tab never came to this list", list);
}

void
avow_driver_activate (AvowDriver *self, AtspiRole role, const char *name)
{
  avow_driver_focus (self, role, name);
  avow_driver_press (self, "space");
}

void
avow_driver_fill (AvowDriver *self, const char *name, const char *text)
{
  avow_driver_focus (self, ATSPI_ROLE_TEXT, name);
  avow_driver_press (self, "<Ctrl>a");
  avow_driver_type (self, text);
}

char *
avow_driver_read (AvowDriver *self, const char *name)
{
  g_autoptr (AtspiAccessible) entry = avow_driver_wait (self, ATSPI_ROLE_TEXT, name);
  char *text = get_text (entry);
  return text != NULL ? text : g_strdup ("");
}

typedef struct
{
  AtspiRole role;
  GPatternSpec *name;
  GPtrArray *found; /* of AtspiAccessible */
} Listing;

static gboolean
visit_list (AtspiAccessible *accessible, guint depth, gpointer data)
{
  Listing *listing = data;
  if (atspi_accessible_get_role (accessible, NULL) != listing->role)
    return FALSE;
  g_autofree char *name = atspi_accessible_get_name (accessible, NULL);
  if (name != NULL && g_pattern_spec_match_string (listing->name, name))
    g_ptr_array_add (listing->found, g_object_ref (accessible));
  return FALSE;
}

GPtrArray *
avow_driver_list (AvowDriver *self, AtspiRole role, const char *name)
{
  g_autoptr (GPatternSpec) pattern = g_pattern_spec_new (name);
  Listing listing = { role, pattern, g_ptr_array_new_with_free_func (g_object_unref) };
  walk_application (self, visit_list, &listing);
  return listing.found;
}

gboolean
avow_driver_is_checked (AvowDriver *self, AtspiRole role, const char *name)
{
  g_autoptr (AtspiAccessible) found = avow_driver_wait (self, role, name);
  return has_state (found, ATSPI_STATE_CHECKED);
}

void
avow_driver_ask_late (AvowDriver *self)
{
  for (gint64 end = g_get_monotonic_time () + LATE_MS * G_TIME_SPAN_MILLISECOND; g_get_monotonic_time () < end;)
    {
      g_autoptr (AtspiAccessible) application = get_application (self);
      if (application == NULL)
        break;
      AtspiAccessible *window = atspi_accessible_get_child_at_index (application, PAST_LAST, NULL);
      g_clear_object (&window);
    }
  rest ();
}

gboolean
avow_driver_is_running (AvowDriver *self)
{
  return g_subprocess_get_identifier (self->process) != NULL;
}

int
avow_driver_get_pid (AvowDriver *self)
{
  return self->pid;
}

char *
avow_driver_get_toolkit (AvowDriver *self)
{
  g_autoptr (AtspiAccessible) application = get_application (self);
  return application != NULL ? atspi_accessible_get_toolkit_version (application, NULL) : NULL;
}

/* Some of what lies around it, the nearest first, by the names that tell anything. */
static char *
describe_surroundings (AtspiAccessible *accessible)
{
  GString *told = g_string_new (NULL);
  g_autoptr (AtspiAccessible) at = atspi_accessible_get_parent (accessible, NULL);
  for (guint n_told = 0; at != NULL && n_told < MAX_SURROUNDINGS;)
    {
      g_autofree char *name = atspi_accessible_get_name (at, NULL);
      g_autofree char *role = atspi_accessible_get_role_name (at, NULL);
      if (name != NULL && name[0] != '\0')
        g_string_append_printf (told, "%s%s “%s”", n_told++ > 0 ? ", in " : "in ", role, name);
      AtspiAccessible *parent = atspi_accessible_get_parent (at, NULL);
      g_object_unref (at);
      at = parent;
    }
  return g_string_free (told, FALSE);
}

/* As `GtkListBox` is; “Avow” is the name of the application itself. */
static gboolean
is_class_name (const char *name)
{
  static const char *const prefixes[] = { "Gtk", "Adw", "Avow" };
  for (guint i = 0; i < G_N_ELEMENTS (prefixes); i++)
    if (g_str_has_prefix (name, prefixes[i]) && g_ascii_isupper (name[strlen (prefixes[i])]))
      return TRUE;
  return FALSE;
}

static gboolean
is_among (AtspiRole role, const AtspiRole *roles, gsize n_roles)
{
  for (gsize i = 0; i < n_roles; i++)
    if (roles[i] == role)
      return TRUE;
  return FALSE;
}

/* What a person acts on, whether or not it can have the focus just now. */
static gboolean
is_control (AtspiAccessible *accessible)
{
  static const AtspiRole roles[] = { ATSPI_ROLE_PUSH_BUTTON, ATSPI_ROLE_TOGGLE_BUTTON, ATSPI_ROLE_CHECK_BOX, ATSPI_ROLE_RADIO_BUTTON,
                                     ATSPI_ROLE_COMBO_BOX, ATSPI_ROLE_ENTRY, ATSPI_ROLE_TEXT, ATSPI_ROLE_PASSWORD_TEXT, ATSPI_ROLE_LINK,
                                     ATSPI_ROLE_MENU_ITEM, ATSPI_ROLE_PAGE_TAB, ATSPI_ROLE_SLIDER,
                                     ATSPI_ROLE_SPIN_BUTTON, ATSPI_ROLE_HEADING };
  /* what only groups, scrolls or explains has no name (WAI-ARIA 1.2, 5.2.8.6), and newer GTK gives it none */
  static const AtspiRole generic[] = { ATSPI_ROLE_PANEL, ATSPI_ROLE_SCROLL_PANE, ATSPI_ROLE_STATUS_BAR, ATSPI_ROLE_CAPTION };
  AtspiRole role = atspi_accessible_get_role (accessible, NULL);
  if (is_among (role, roles, G_N_ELEMENTS (roles)))
    return TRUE;
  return !is_among (role, generic, G_N_ELEMENTS (generic)) && has_state (accessible, ATSPI_STATE_FOCUSABLE);
}

/* The toolkit's own gizmos are fillers, which screen readers pass over, and bear names that nobody can change. */
static gboolean
visit_nameless (AtspiAccessible *accessible, guint depth, gpointer data)
{
  if (atspi_accessible_get_role (accessible, NULL) == ATSPI_ROLE_FILLER)
    return FALSE;
  g_autofree char *name = atspi_accessible_get_name (accessible, NULL);
  g_autofree char *role = atspi_accessible_get_role_name (accessible, NULL);
  gboolean empty = name == NULL || g_strstrip (name)[0] == '\0';
  if (empty ? is_control (accessible) : is_class_name (name))
    {
      g_autofree char *surroundings = describe_surroundings (accessible);
      g_ptr_array_add (data, g_strdup_printf ("%s “%s”\t%s", role, empty ? "" : name, surroundings));
    }
  return FALSE;
}

GPtrArray *
avow_driver_list_nameless (AvowDriver *self)
{
  GPtrArray *nameless = g_ptr_array_new_with_free_func (g_free);
  walk_application (self, visit_nameless, nameless);
  return nameless;
}

void
avow_driver_set_room (AvowDriver *self, gint64 bytes)
{
  struct rlimit limit;
  gboolean done = prlimit (self->pid, RLIMIT_FSIZE, NULL, &limit) == 0;
  limit.rlim_cur = bytes >= 0 ? (rlim_t) bytes : limit.rlim_max;
  if (!done || prlimit (self->pid, RLIMIT_FSIZE, &limit, NULL) != 0)
    g_error ("The application's files can't be limited: %s", g_strerror (errno));
}

void
avow_driver_resize (AvowDriver *self, int width, int height)
{
  avow_screen_resize_top (self->screen, width, height);
  rest ();
}

void
avow_driver_narrow (AvowDriver *self, int width, int height)
{
  avow_screen_narrow_top (self->screen, width, height);
  rest ();
}

void
avow_driver_shoot (AvowDriver *self, const char *path)
{
  avow_screen_shoot (self->screen, path);
}

static gboolean
visit_dump (AtspiAccessible *accessible, guint depth, gpointer data)
{
  g_autofree char *name = atspi_accessible_get_name (accessible, NULL);
  g_autofree char *role = atspi_accessible_get_role_name (accessible, NULL);
  g_autofree char *text = get_text (accessible);
  g_string_append_printf (data, "%*s%s “%s”%s%s%s\n", (int) depth * 2, "", role, name != NULL ? name : "",
                          text != NULL ? " = " : "", text != NULL ? text : "",
                          has_state (accessible, ATSPI_STATE_FOCUSED) ? "  <- focus" : "");
  return FALSE;
}

char *
avow_driver_dump (AvowDriver *self)
{
  GString *dump = g_string_new (NULL);
  walk_application (self, visit_dump, dump);
  return g_string_free (dump, FALSE);
}
