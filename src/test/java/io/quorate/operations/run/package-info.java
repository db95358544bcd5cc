@NullMarked
package io.quorate.operations.run;

import org.jspecify.annotations.NullMarked;
