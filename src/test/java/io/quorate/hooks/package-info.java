@NullMarked
package io.quorate.hooks;

import org.jspecify.annotations.NullMarked;
