#include "sandbox_wire.h"
