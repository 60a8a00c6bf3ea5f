namespace Attune.Architecture.Tests.Sources;

/// <summary>The scanners see what the guards and the reference pages rely on.</summary>
public sealed class ScanTests
{
    [Fact]
    public void A_failure_is_found_with_its_texts()
    {
        var failure = Assert.Single(FailureScan.In(Repository.Of(("src/Attune.Demo/ThingFailures.cs", """
            class ThingFailures
            {
                static Failure TooLarge(long limit) => new("too_large", 413, "It is too large.",
                    $"At most {limit} bytes.", $"Send {limit} " + "at most.", Retry: true);

                static ErrorCode Other { get; } = new("other", 400, "A", "B", "C");
            }
            """))));

        Assert.Equal(("too_large", 413, "It is too large.", "Send … at most.", true),
            (failure.Code, failure.Status, failure.Title, failure.WhatToDo, failure.Retry));
    }

    [Fact]
    public void An_instrument_is_found_by_position_by_name_and_through_a_method()
    {
        var instruments = InstrumentScan.In(Repository.Of(("src/Attune.Demo/Thing.cs", """
            class Thing
            {
                void Make(Meter meter)
                {
                    meter.CreateCounter<long>("attune.a", "{event}", "Events.");
                    meter.CreateObservableGauge("attune.b", () => 1, "By", "Bytes " + "held.");
                    meter.CreateHistogram<double>("attune.c", description: "Time.", unit: "s");
                    Counter("attune.d", "Wrapped.");
                }

                void Counter(string name, string description) => meter.CreateObservableCounter(name, Read, null, description);
            }
            """))).ToList();

        Assert.Equal(
            [("attune.a", "Counter", "{event}", "Events."), ("attune.b", "Gauge", "By", "Bytes held."),
                ("attune.c", "Histogram", "s", "Time."), ("attune.d", "Counter", "", "Wrapped.")],
            instruments.Select(instrument => (instrument.Name, instrument.Kind, instrument.Unit, instrument.Meaning)));
    }

    [Fact]
    public void A_proof_is_found_in_both_languages()
    {
        var proofs = ProofScan.In(Repository.Of(
            ("tests/Attune.Demo.Tests/DemoTests.cs", "class T { [Fact, Proves(\"A-01\", \"B-02\")] public void It_works() { } }"),
            ("tests/Attune.Demo.Tests/Other.cs", "class T { string sample = \"[Proves(\\\"A-03\\\")]\"; }"),
            ("console/src/live.test.ts", "// proves: D-34, A-12\nit('resumes after a cut', () => {});\n"))).ToList();

        Assert.Equal(["resumes after a cut", "It_works"], proofs.Select(proof => proof.Test));
        Assert.Equal(["D-34", "A-12"], proofs[0].Ids);
        Assert.Equal(["A-01", "B-02"], proofs[1].Ids);
    }

    [Fact]
    public void A_proof_above_a_table_of_cases_has_the_name_of_the_test()
    {
        var proof = Assert.Single(ProofScan.In(Repository.Of(("console/src/live.test.ts", """
            // proves: D-34
            it.each(['socket', 'poll'] as const)('carries all over %s', async (way) => {
              expect(f('a')).toBe('b');
            """))));

        Assert.Equal("carries all over %s", proof.Test);
    }

    [Fact]
    public void A_measurement_is_found_with_its_claim_its_command_and_whether_it_can_fail()
    {
        var sources = Repository.Of(("bench/demo/load/Verdicts.cs", """
            class V
            {
                object[] all =
                [
                    Limit(results, true, "P", Values.P99, 100, "p99 < 100 ms", isMinimum: false, proves: ["D-33", "D-39"]),
                    Limit(results, true, "C", Values.P99, 5, "no item"),
                    new(true, "soak.growth", "memory stays", 1.02, [a / b], Proves: ["D-43"]),
                    Limit(results, false, "S", Values.Cpu, 1, "a goal", proves: ["D-73"]),
                ];

                static object Limit(object results, string[]? proves) => new(proves: proves);
            }
            """));
        var proofs = ProofScan.In(sources).ToList();

        Assert.Equal(
            [("p99 < 100 ms", "D-33 D-39", "bench/demo/run --scenario P"), ("memory stays", "D-43", "bench/demo/soak"),
                ("a goal", "D-73", "bench/demo/run --scenario S")],
            proofs.Select(proof => (proof.Test, string.Join(' ', proof.Ids), proof.Command)));
        Assert.Equal([false, false, true], proofs.Select(proof => MeasurementScan.IsGoal(sources, proof)));
    }

    [Fact]
    public void A_measurement_of_a_verb_is_run_by_the_command_of_its_folder()
    {
        var sources = Repository.Of(("src/Attune.Server/Verbs/Bench/Guide/GuideVerdicts.cs",
            """class V { void F() => gates.AtMost("answers that failed", Share("rate", all), 0.001, proves: ["E-189"]); }"""));

        var proof = Assert.Single(ProofScan.In(sources));

        Assert.Equal(("answers that failed", "E-189", "bench/guide/run"), (proof.Test, proof.Ids[0], proof.Command));
        Assert.False(MeasurementScan.IsGoal(sources, proof));
    }

    [Fact]
    public void A_setting_has_the_comment_right_above_it_and_no_other()
    {
        var lines = SettingsFile.Read(Repository.Of((SettingsFile.Path, """
            {
              // About the file.

              // First line,
              // second line.
              "Size": 7,
              "Inner": {
                "Names": ["a", "b"], // after
                // Below.
                "On": true
              }
            }
            """)));

        Assert.Equal([new("Size", "7", "First line, second line."), new("Inner:Names", "a, b", ""),
            new("Inner:On", "true", "Below.")],
            lines);
    }

    [Fact]
    public void Options_are_read_with_their_inner_options()
    {
        var settings = SettingScan.In("Demo", typeof(OuterOptions)).Select(setting => (setting.Key, setting.Default));

        Assert.Equal([("Demo:Wait", "00:00:05"), ("Demo:Names", null), ("Demo:Inner:Ratio", "0.5")], settings);
        Assert.Equal([typeof(OuterOptions), typeof(InnerOptions)], SettingScan.OptionsIn(typeof(OuterOptions)));
    }

    private sealed class OuterOptions
    {
        public TimeSpan Wait { get; set; } = TimeSpan.FromSeconds(5);

        public IReadOnlyList<string> Names { get; set; } = ["a"];

        public InnerOptions Inner { get; set; } = new();

        public string Computed => "not a setting";
    }

    private sealed class InnerOptions
    {
        public double Ratio { get; set; } = 0.5;
    }
}
