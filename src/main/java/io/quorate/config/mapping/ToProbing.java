package io.quorate.config.mapping;

import io.quorate.config.Configuration;
import io.quorate.probing.Settings;

/** The rhythms of probing. */
public final class ToProbing {

    private ToProbing() {}

    public static Settings settings(Configuration c) {
        return new Settings(
                c.duration("InstancePollSeconds"),
                c.duration("PulseMilliseconds"),
                c.duration("PulseTimeoutMilliseconds"),
                Settings.DEFAULT.probeTimeout(),
                Settings.DEFAULT.eagerRetries());
    }
}
