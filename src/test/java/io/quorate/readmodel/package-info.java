@NullMarked
package io.quorate.readmodel;

import org.jspecify.annotations.NullMarked;
