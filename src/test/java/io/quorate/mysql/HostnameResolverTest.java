package io.quorate.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.mysql.Settings.Names;
import io.quorate.mysql.Settings.Names.OwnName;
import io.quorate.mysql.Settings.Names.ResolveMethod;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class HostnameResolverTest {

    private final FakeNames names = new FakeNames();
    private final MovableClock clock = new MovableClock();

    private static final class MovableClock implements InstantSource {
        private Instant now = Instant.parse("2026-01-01T00:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }
    }

    private static final class FakeNames implements NameService {
        private final Map<String, String> canonical = new HashMap<>();
        private int asked;
        private boolean isSilent;

        @Override
        public String canonicalName(String host, Duration limit) throws IOException {
            asked++;
            if (isSilent) {
                throw new SocketTimeoutException("silent");
            }
            String name = canonical.get(host);
            if (name == null) {
                throw new UnknownHostException(host);
            }
            return name;
        }

        @Override
        public List<InetAddress> addresses(String host, Duration limit) throws IOException {
            asked++;
            byte[] v6 = new byte[16];
            v6[15] = 1;
            return List.of(InetAddress.getByAddress(v6), InetAddress.getByAddress(new byte[] {10, 0, 0, 7}));
        }
    }

    private HostnameResolver resolver(ResolveMethod method) {
        return resolver(method, Optional.empty());
    }

    private HostnameResolver resolver(ResolveMethod method, Optional<Pattern> reject) {
        Names settings =
                new Names(method, OwnName.HOSTNAME, reject, Duration.ofMinutes(60), Duration.ofSeconds(1), 3306);
        return new HostnameResolver(settings, names, clock);
    }

    @Test
    void leavesNamesAloneUnlessToldOtherwise() {
        assertThat(resolver(ResolveMethod.NONE).resolve(" db1 ")).isEqualTo("db1");
        assertThat(resolver(ResolveMethod.DEFAULT).resolve("db1")).isEqualTo("db1");
        assertThat(names.asked).isZero();
    }

    @Test
    void asksForTheCanonicalNameOncePerHour() {
        names.canonical.put("db1", "db1.example.com");
        HostnameResolver resolver = resolver(ResolveMethod.CNAME);
        assertThat(resolver.resolve("db1")).isEqualTo("db1.example.com");
        assertThat(resolver.resolve("db1")).isEqualTo("db1.example.com");
        assertThat(names.asked).isEqualTo(1);
        clock.now = clock.now.plus(Duration.ofMinutes(61));
        names.canonical.put("db1", "db1.example.net");
        assertThat(resolver.resolve("db1")).isEqualTo("db1.example.net");
    }

    @Test
    void prefersTheIpv4Address() {
        assertThat(resolver(ResolveMethod.IP).resolve("db1")).isEqualTo("10.0.0.7");
    }

    @Test
    void anUnknownNameStandsForItselfForAMinute() {
        HostnameResolver resolver = resolver(ResolveMethod.CNAME);
        assertThat(resolver.resolve("db1")).isEqualTo("db1");
        names.canonical.put("db1", "db1.example.com");
        assertThat(resolver.resolve("db1")).isEqualTo("db1");
        clock.now = clock.now.plus(Duration.ofSeconds(61));
        assertThat(resolver.resolve("db1")).isEqualTo("db1.example.com");
    }

    @Test
    void aSilentNameServiceIsLeftAloneForAWhile() {
        names.isSilent = true;
        HostnameResolver resolver = resolver(ResolveMethod.CNAME);
        assertThat(resolver.resolve("db1")).isEqualTo("db1");
        assertThat(resolver.resolve("db2")).isEqualTo("db2");
        assertThat(names.asked).isEqualTo(1);
        names.isSilent = false;
        names.canonical.put("db2", "db2.example.com");
        clock.now = clock.now.plus(Duration.ofSeconds(11));
        assertThat(resolver.resolve("db2")).isEqualTo("db2.example.com");
    }

    @Test
    void doesNotBelieveRejectedNames() {
        names.canonical.put("db1", "ip-10-0-0-1.internal");
        HostnameResolver resolver = resolver(ResolveMethod.CNAME, Optional.of(Pattern.compile("^ip-")));
        assertThat(resolver.resolve("db1")).isEqualTo("db1");
        assertThat(resolver.known()).isEmpty();
    }

    @Test
    void learnsWhatServersCallThemselves() {
        HostnameResolver resolver = resolver(ResolveMethod.NONE);
        resolver.learn("10.0.0.1", "db1");
        resolver.learn("db1", "db1");
        assertThat(resolver.resolve("10.0.0.1")).isEqualTo("db1");
        assertThat(resolver.known()).containsExactly(Map.entry("10.0.0.1", "db1"));
        resolver.reset();
        assertThat(resolver.resolve("10.0.0.1")).isEqualTo("10.0.0.1");
    }

    @Test
    void neverTouchesDetachedOrMissingNames() {
        HostnameResolver resolver = resolver(ResolveMethod.CNAME);
        assertThat(resolver.resolve("//db1")).isEqualTo("//db1");
        assertThat(resolver.resolve("_")).isEqualTo("_");
        assertThat(resolver.resolve("")).isEmpty();
        assertThat(resolver.resolve("db1,db2")).isEqualTo("db1,db2");
        assertThat(names.asked).isZero();
    }
}
