package io.quorate.config.mapping;

import io.quorate.config.Configuration;
import io.quorate.hooks.HookPoint;
import io.quorate.hooks.HookSettings;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Which hooks run when. */
public final class ToHooks {

    private ToHooks() {}

    public static HookSettings settings(Configuration c) {
        Map<HookPoint, List<String>> texts = new EnumMap<>(HookPoint.class);
        for (HookPoint point : HookPoint.values()) {
            texts.put(point, c.texts(point.key()));
        }
        return HookSettings.of(
                texts, c.text("ProcessesShellCommand"), c.duration("HookTimeoutSeconds"), c.secretVariables());
    }
}
