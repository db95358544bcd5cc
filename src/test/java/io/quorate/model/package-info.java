@NullMarked
package io.quorate.model;

import org.jspecify.annotations.NullMarked;
