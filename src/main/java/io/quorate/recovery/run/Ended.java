package io.quorate.recovery.run;

import io.quorate.model.RecoveryRecord;

/** What came of an {@link Assignment}. */
public sealed interface Ended {

    String uid();

    /** Nothing was begun, and why. The failure may have been announced. */
    record NotAttempted(String uid, String reason) implements Ended {}

    /** It came to its end, well or not; the result is recorded. */
    record Completed(String uid, RecoveryRecord.Result result) implements Ended {}

    /** It had to stop half-way, since this node no longer may act. */
    record BrokenOff(String uid, String reason) implements Ended {}
}
