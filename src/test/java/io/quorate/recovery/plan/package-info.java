@NullMarked
package io.quorate.recovery.plan;

import org.jspecify.annotations.NullMarked;
