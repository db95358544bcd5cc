@NullMarked
package io.quorate.app.demo;

import org.jspecify.annotations.NullMarked;
