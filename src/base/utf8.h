/* Everything about UTF-8 is public: checks read code points, too. */
#ifndef GALLEY_BASE_UTF8_H
#define GALLEY_BASE_UTF8_H

#include <galley/utf8.h>

#endif
