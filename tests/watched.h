/* Under sanitizers, where every access is watched, what takes a second takes ten. Tests of sheer size divide by WATCHED
 * there: texts as long as can be are for the other build, and what is wrong with memory shows in an eighth of them. */
#ifndef TEST_WATCHED_H
#define TEST_WATCHED_H

#if defined(__SANITIZE_ADDRESS__)
#define WATCHED 8
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define WATCHED 8
#endif
#endif
#ifndef WATCHED
#define WATCHED 1
#endif

#endif
