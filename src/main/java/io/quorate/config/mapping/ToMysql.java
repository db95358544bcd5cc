package io.quorate.config.mapping;

import io.quorate.config.Configuration;
import io.quorate.mysql.Question;
import io.quorate.mysql.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How servers are spoken to. */
public final class ToMysql {

    private static final Duration DNS_LIMIT = Duration.ofSeconds(2);

    private ToMysql() {}

    public static Settings settings(Configuration c) {
        return new Settings(
                c.text("MySQLTopologyUser"),
                c.secret("MySQLTopologyPassword"),
                limits(c),
                tls(c),
                probing(c),
                names(c));
    }

    private static Settings.TimeLimits limits(Configuration c) {
        Duration connect = c.duration("MySQLConnectTimeoutSeconds");
        Duration read = c.duration("MySQLDiscoveryReadTimeoutSeconds");
        Duration probe = c.duration("ProbeTimeoutSeconds");
        return new Settings.TimeLimits(
                connect,
                read,
                c.duration("MySQLTopologyReadTimeoutSeconds"),
                probe.isZero() ? connect.plus(read).plusSeconds(2) : probe,
                c.duration("MySQLConnectionLifetimeSeconds"));
    }

    private static Settings.Tls tls(Configuration c) {
        return new Settings.Tls(
                use(c),
                file(c, "MySQLTopologySSLCAFile"),
                file(c, "MySQLTopologySSLCertFile"),
                file(c, "MySQLTopologySSLPrivateKeyFile"),
                c.flag("MySQLTopologySSLSkipVerify"));
    }

    private static Settings.Tls.Use use(Configuration c) {
        if (c.flag("MySQLTopologyUseMutualTLS")) {
            return Settings.Tls.Use.ALWAYS;
        }
        return c.flag("MySQLTopologyUseMixedTLS") ? Settings.Tls.Use.IF_REQUIRED : Settings.Tls.Use.NEVER;
    }

    private static Optional<Path> file(Configuration c, String key) {
        return c.optionalText(key).map(Path::of);
    }

    private static Settings.Probing probing(Configuration c) {
        Map<Question, String> queries = new EnumMap<>(Question.class);
        for (Question question : Question.values()) {
            c.optionalText(question.key()).ifPresent(query -> queries.put(question, query));
        }
        return new Settings.Probing(
                queries,
                c.flag("DiscoverByShowSlaveHosts"),
                c.flag("SkipMaxScaleCheck"),
                c.pattern("DataCenterPattern"),
                c.pattern("RegionPattern"),
                c.pattern("PhysicalEnvironmentPattern"));
    }

    private static Settings.Names names(Configuration c) {
        return new Settings.Names(
                resolve(c.text("HostnameResolveMethod")),
                own(c.text("MySQLHostnameResolveMethod")),
                c.pattern("RejectHostnameResolvePattern"),
                c.duration("ExpiryHostnameResolvesMinutes"),
                DNS_LIMIT,
                c.integer("DefaultInstancePort"));
    }

    private static Settings.Names.ResolveMethod resolve(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "default" -> Settings.Names.ResolveMethod.DEFAULT;
            case "cname" -> Settings.Names.ResolveMethod.CNAME;
            case "ip" -> Settings.Names.ResolveMethod.IP;
            default -> Settings.Names.ResolveMethod.NONE;
        };
    }

    private static Settings.Names.OwnName own(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "default", "hostname", "@@hostname" -> Settings.Names.OwnName.HOSTNAME;
            case "report_host", "@@report_host" -> Settings.Names.OwnName.REPORT_HOST;
            default -> Settings.Names.OwnName.AS_CONNECTED;
        };
    }
}
