/**
 * What this node sees, ready to be asked: supervisors publish, surfaces read, and nobody waits for anybody. Views are
 * immutable; a reader keeps the one it took for as long as it needs it.
 *
 * <p>Changes nothing, neither servers nor the replicated state, and knows no JSON and no HTTP.
 *
 * <p>Read {@link io.quorate.readmodel.ReadModel} first, then {@link io.quorate.readmodel.FleetView}.
 */
@NullMarked
package io.quorate.readmodel;

import org.jspecify.annotations.NullMarked;
