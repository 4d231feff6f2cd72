#include "note/quotation.h"
