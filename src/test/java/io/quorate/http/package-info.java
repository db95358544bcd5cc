@NullMarked
package io.quorate.http;

import org.jspecify.annotations.NullMarked;
