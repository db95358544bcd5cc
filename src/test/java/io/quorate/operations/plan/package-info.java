@NullMarked
package io.quorate.operations.plan;

import org.jspecify.annotations.NullMarked;
