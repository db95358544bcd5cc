/** Sets of global transaction ids and their algebra. */
@NullMarked
package io.quorate.model.gtid;

import org.jspecify.annotations.NullMarked;
