#include <stdio.h>
#include "sandbox_wire.h"

int main(void) {
    printf("%d\n", SANDBOX_WIRE_VERSION);
    return 0;
}
