@NullMarked
package io.quorate.app;

import org.jspecify.annotations.NullMarked;
