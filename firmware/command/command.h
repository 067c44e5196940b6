/* One function a command, in command_NAME.c; argv[0] is the command's name. They return the exit code: 0 good, 1
 * trouble (said on stderr), 2 wrong use. */
#ifndef FOYER_COMMAND_H
#define FOYER_COMMAND_H

int command_run(int argc, char **argv);
int command_chat(int argc, char **argv);
int command_match(int argc, char **argv);
int command_check(int argc, char **argv);
int command_menu(int argc, char **argv);
int command_replay(int argc, char **argv);
int command_content(int argc, char **argv);
int command_agent(int argc, char **argv);
int command_demo(int argc, char **argv);
int command_learn(int argc, char **argv);
int command_hear(int argc, char **argv);
int command_line(int argc, char **argv);
int command_call(int argc, char **argv);
int command_snapshot(int argc, char **argv);
int command_report(int argc, char **argv);
int command_sync(int argc, char **argv);
int command_enrol(int argc, char **argv);

#endif
