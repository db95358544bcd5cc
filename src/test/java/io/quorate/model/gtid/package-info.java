@NullMarked
package io.quorate.model.gtid;

import org.jspecify.annotations.NullMarked;
