package io.quorate.recovery.plan;

import io.quorate.model.InstanceKey;
import java.util.List;

/**
 * Why a replica is promoted, or is not.
 *
 * @param reasons for the chosen one what speaks for it; for others what speaks against them, or whom they stand behind
 */
public record CandidateVerdict(InstanceKey key, boolean isChosen, List<String> reasons) {

    public CandidateVerdict {
        reasons = List.copyOf(reasons);
    }

    /** {@code db2:3306 is promoted: …} or {@code db3:3306 is not promoted: …}. */
    public String describe() {
        return key + (isChosen ? " is promoted: " : " is not promoted: ") + String.join("; ", reasons);
    }
}
