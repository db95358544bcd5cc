@NullMarked
package io.quorate.api;

import org.jspecify.annotations.NullMarked;
