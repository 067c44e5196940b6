/* Lines for the person who must act: "store: what, where: what to do". To stderr, any thread, never a customer's words.
 */
#ifndef FOYER_LOG_H
#define FOYER_LOG_H

enum log_level { LOG_ERROR, LOG_WARN, LOG_INFO };

/* What is more talkative than this is not written. At first LOG_WARN. */
void log_set_level(enum log_level level);

__attribute__((format(printf, 1, 2))) void log_error(const char *format, ...);
__attribute__((format(printf, 1, 2))) void log_warn(const char *format, ...);
__attribute__((format(printf, 1, 2))) void log_info(const char *format, ...);

#endif
