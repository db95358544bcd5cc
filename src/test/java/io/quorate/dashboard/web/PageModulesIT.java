package io.quorate.dashboard.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The page's pure modules, each asked by itself in the browser. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageModulesIT {

    private Browser browser;
    private PageNode node;

    @BeforeAll
    void open() {
        browser = Browser.open();
        node = new PageNode();
        browser.go(node.address());
    }

    @AfterAll
    void close() {
        if (browser != null) {
            browser.close();
        }
        if (node != null) {
            node.close();
        }
    }

    private String ask(String module, String body) {
        return browser.resolved("import('/web/js/" + module + ".js').then((m) => { " + body + " })");
    }

    /** @param servers {@code name<source} each, separated by blanks; a name alone has no source */
    private String tree(String primary, String servers, String folded) {
        return ask("topology", """
                const servers = '%s'.split(' ').map((text) => {
                  const [key, above] = text.split('<');
                  return { key, above: above ?? null, isCoPrimary: false, replication: above ? {} : null };
                });
                const rows = m.treeRows({ primary: '%s', servers }, new Set('%s'.split(' ')));
                return rows.map((r) => '+'.repeat(r.level) + r.server.key + (r.hidden ? '(' + r.hidden + ')' : ''))
                  .join(' ');
                """.formatted(servers, primary, folded));
    }

    @Test
    void drawsIntermediateSourcesBeforeTheirSiblingsAndNumbersInOrder() {
        assertThat(tree("a", "a db10<a db9<a mid<a x<mid", "")).isEqualTo("a +mid ++x +db9 +db10");
    }

    @Test
    void drawsEveryServerOfARingOnceFromItsPrimary() {
        assertThat(tree("b", "a<c b<a c<b r<c", "")).isEqualTo("b +c ++a ++r");
    }

    @Test
    void losesNoServerWhoseSourceIsNotThere() {
        assertThat(tree("a", "a r<a lost<gone", "")).isEqualTo("a +r lost");
    }

    @Test
    void countsWhatAFoldedServerHides() {
        assertThat(tree("a", "a mid<a x<mid y<mid z<y r<a", "mid")).isEqualTo("a +mid(3) +r");
    }

    @Test
    void tellsTimesAsPeopleReadThem() {
        assertThat(ask("format", "return [0, 612, 1240, 59999, 123000].map(m.span).join('|')"))
                .isEqualTo("0 ms|612 ms|1.24 s|60.00 s|2 min 3 s");
        assertThat(ask("format", "return [400, 4000, 200000, 7200000].map(m.age).join('|')"))
                .isEqualTo("now|4 s|3 min|2 h");
        assertThat(ask("format", "return m.hostAndPort('[2001:db8::1]:3306').join('|')"))
                .isEqualTo("[2001:db8::1]|:3306");
    }

    @Test
    void keepsTheElementsOfSiblingsThatChangePlaces() {
        String kept = ask("dom", """
                const box = document.createElement('div');
                const render = m.renderer(box);
                const list = (keys) => m.h('ul', null, [...keys].map((k) => m.h('li', { key: k }, k)));
                const elements = () => new Map([...box.querySelectorAll('li')].map((e) => [e.textContent, e]));
                render(list('abcdefg'));
                const first = elements();
                const results = [];
                for (const order of ['gabcdef', 'bcdefga', 'xgfedcbay', 'dac', 'abcdefg']) {
                  render(list(order));
                  const now = elements();
                  results.push([...now.keys()].join('') === order
                    && [...'dac'].every((k) => now.get(k) === first.get(k)));
                }
                return results.join();
                """);

        assertThat(kept).isEqualTo("true,true,true,true,true");
    }

    @Test
    void drawsAnUnchangedViewOnlyOnce() {
        String calls = ask("dom", """
                const render = m.renderer(document.createElement('div'));
                let calls = 0;
                const view = (text) => { calls++; return m.h('p', null, text); };
                for (const text of ['a', 'a', 'b', 'b', 'a']) render(m.lazy('x', view, text));
                return calls;
                """);

        assertThat(calls).isEqualTo("3");
    }
}
