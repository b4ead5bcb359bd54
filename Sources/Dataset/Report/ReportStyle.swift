/// The look of the report page, in light and dark.
enum ReportStyle {
    static let sheet: Markup = """
        :root { color-scheme: light dark; --ground: #f7f7f5; --card: #ffffff; --ink: #1d2329; --soft: #66707a; --line: #e3e5e2; --track: #eceeeb;
          --accent: #2f6f5e; --warn: #b4541f; }
        @media (prefers-color-scheme: dark) { :root { --ground: #14181b; --card: #1c2125; --ink: #e6e9eb; --soft: #98a3ab; --line: #2c3338;
          --track: #282e33; --accent: #6cc3a8; --warn: #f0a36b; } }
        * { box-sizing: border-box }
        body { margin: 0; background: var(--ground); color: var(--ink); font: 15px/1.5 system-ui, "Helvetica Neue", "Liberation Sans", sans-serif }
        main { max-width: 1240px; margin: 0 auto; padding: 32px 20px 64px }
        h1 { font-size: 26px; margin: 0 0 4px } h2 { font-size: 17px; margin: 0 0 4px } h3 { font-size: 14px; margin: 16px 0 2px }
        p { margin: 0 0 12px; color: var(--soft); max-width: 72ch }
        .tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); gap: 12px; margin: 24px 0 }
        .tile, section { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 16px 18px }
        .tile b { display: block; font-size: 24px; line-height: 1.2; font-variant-numeric: tabular-nums } .tile span { color: var(--soft); font-size: 13px }
        .columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 520px), 1fr)); gap: 16px; align-items: start }
        section { overflow-x: auto } .wide { grid-column: 1 / -1 }
        svg { width: 100%; height: auto; display: block; font-family: inherit }
        svg .label { font-size: 11.5px; fill: var(--ink) } svg .note { font-size: 11px; fill: var(--soft) }
        svg .track { fill: var(--track) } svg .bar, svg .cell, svg .dot { fill: var(--accent) } svg .ring { fill: var(--card); stroke: var(--accent); stroke-width: 2 }
        table { border-collapse: collapse; width: 100%; font-size: 13.5px; font-variant-numeric: tabular-nums }
        th { text-align: left; font-weight: 600; color: var(--soft) } th, td { padding: 5px 20px 5px 0; border-bottom: 1px solid var(--line); vertical-align: top }
        td.number, th.number { text-align: right } .bad { color: var(--warn); font-weight: 600 } code { font-size: 12.5px }
        """
}
