package io.quorate.http;

import java.util.List;
import java.util.Locale;

/**
 * Who may come in, and who may change something.
 *
 * @param readOnly nobody may change anything ({@code ReadOnly})
 * @param user for {@link Method#BASIC} and {@link Method#MULTI} ({@code HTTPAuthUser})
 * @param password never printed ({@code HTTPAuthPassword})
 * @param userHeader where the proxy in front puts the user's name; not case-sensitive ({@code AuthUserHeader})
 * @param powerUsers who may write behind a proxy; {@code *} is everybody ({@code PowerAuthUsers})
 * @param powerGroups Unix groups of this machine whose members may write behind a proxy ({@code PowerAuthGroups})
 */
public record Authentication(
        Method method,
        boolean readOnly,
        String user,
        String password,
        String userHeader,
        List<String> powerUsers,
        List<String> powerGroups) {

    /** Everybody may do everything. */
    public static final Authentication NONE =
            new Authentication(Method.NONE, false, "", "", "X-Forwarded-User", List.of("*"), List.of());

    /** {@code AuthenticationMethod}. */
    public enum Method {
        NONE,
        /** One user and password for all. */
        BASIC,
        /** The same, and a user {@code readonly} with any password. */
        MULTI,
        /** A proxy in front tells who it is. */
        PROXY,
        /** Everybody may read and nobody may write: what the old systems' unfinished methods came to. */
        NO_WRITER;

        /** Reads the configured word; an unknown one means none, as it always did. */
        public static Method of(String word) {
            return switch (word.toLowerCase(Locale.ROOT)) {
                case "basic" -> BASIC;
                case "multi" -> MULTI;
                case "proxy" -> PROXY;
                case "oauth", "token" -> NO_WRITER;
                default -> NONE;
            };
        }
    }

    public Authentication {
        powerUsers = List.copyOf(powerUsers);
        powerGroups = List.copyOf(powerGroups);
        if (method == Method.MULTI && user.isEmpty()) {
            throw new IllegalArgumentException(
                    "HTTPAuthUser: AuthenticationMethod \"multi\" needs a user; set HTTPAuthUser and HTTPAuthPassword");
        }
    }

    @Override
    public String toString() {
        return "Authentication[" + method + ", readOnly=" + readOnly + "]";
    }
}
