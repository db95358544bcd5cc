package io.quorate.recovery.plan;

import io.quorate.model.InstanceKey;
import java.util.Map;
import java.util.TreeMap;

/**
 * What came of cutting the replicas off and reading them.
 *
 * @param readings of those that could be read
 * @param failures of the others, why not
 * @param ruledOut those that were tried and could not be promoted, with the reason; they may still follow
 */
public record Measurement(
        Map<InstanceKey, Reading> readings, Map<InstanceKey, String> failures, Map<InstanceKey, String> ruledOut) {

    public Measurement {
        readings = Map.copyOf(readings);
        failures = Map.copyOf(failures);
        ruledOut = Map.copyOf(ruledOut);
    }

    public static Measurement of(Map<InstanceKey, Reading> readings) {
        return new Measurement(readings, Map.of(), Map.of());
    }

    /** With fresh readings; who has gone or was ruled out stays so. */
    public Measurement renewed(Measurement fresh) {
        Map<InstanceKey, Reading> current = new TreeMap<>(fresh.readings);
        current.keySet().removeAll(failures.keySet());
        Map<InstanceKey, String> gone = new TreeMap<>(failures);
        gone.putAll(fresh.failures);
        return new Measurement(current, gone, ruledOut);
    }

    /** This one is alive, but is not to be tried again. */
    public Measurement rulingOut(InstanceKey key, String reason) {
        Map<InstanceKey, String> more = new TreeMap<>(ruledOut);
        more.put(key, reason);
        return new Measurement(readings, failures, more);
    }

    /** This one has gone. */
    public Measurement losing(InstanceKey key, String reason) {
        Map<InstanceKey, Reading> left = new TreeMap<>(readings);
        left.remove(key);
        Map<InstanceKey, String> more = new TreeMap<>(failures);
        more.put(key, reason);
        return new Measurement(left, more, ruledOut);
    }
}
