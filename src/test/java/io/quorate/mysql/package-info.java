@NullMarked
package io.quorate.mysql;

import org.jspecify.annotations.NullMarked;
