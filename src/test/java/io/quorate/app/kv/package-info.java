@NullMarked
package io.quorate.app.kv;

import org.jspecify.annotations.NullMarked;
