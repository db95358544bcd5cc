@NullMarked
package io.quorate.recovery.run;

import org.jspecify.annotations.NullMarked;
