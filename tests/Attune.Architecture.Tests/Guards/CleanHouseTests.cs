namespace Attune.Architecture.Tests.Guards;

/// <summary>A guard that always barks is as useless as one that never does: these must be silent.</summary>
public sealed class CleanHouseTests
{
    public static TheoryData<string, string> Clean { get; } = new()
    {
        { "one-type-per-file",
            "class Thing { int x; }\n\nrecord Part(int A);\n\nclass ThingException(string m) : Exception(m);\n" },
        { "no-swallowed-exception",
            "class Thing { void A() { try { A(); } catch (System.Exception) { /* */ // nobody is left to answer\n } } }" },
        { "banned-type-names", "class Database { } class Utilisation { } class Baseline { }" },
        { "vendor-names", "// Redis and OpenAI in a comment\nclass Thing { string a = \"redis\"; }" },
        { "endpoint-plain-delegate",
            "class E { void M(R r) { r.MapGet(\"/\", context => Run(context)); r.MapGet(\"/\", (HttpContext c) => Run(c)); } }" },
        { "no-machine-paths", "// see /health and src/home/x and https://example.com/home/x" },
        { "nothing-left-over", "class TodoList { string method; } // a todo-list" },
        { "method-lines", "class Thing { " + "[A]\n/// <summary>x</summary>\nvoid A()\n{\n}\n" + "}" },
    };

    [Theory]
    [MemberData(nameof(Clean))]
    public void The_guard_is_silent(string rule, string code)
    {
        var guard = GuardTable.All.Single(guard => guard.Name == rule);

        Assert.Empty(guard.Check(House.Of(("src/Attune.Demo/Thing.cs", code))));
    }
}
