using Attune.Foundation.Modules;
using Attune.Server.Verbs.Bench;
using Attune.Server.Verbs.Demo;
using Attune.Server.Verbs.Describe;
using Attune.Server.Verbs.ScriptedModel;
using Attune.Server.Verbs.Simulate;
using Attune.Server.Verbs.Train;

namespace Attune.Server.Verbs;

/// <summary>Finds the verb on the command line and runs it.</summary>
internal static class VerbTable
{
    private const int UsageError = 2;

    private static readonly IVerb[] Verbs =
    [
        new ServeVerb(), new CheckConfigVerb(), new SimulateVerb(), new DemoVerb(),
        new BenchVerb(), new TrainVerb(), new ScriptedModelVerb(), new DescribeVerb(), new TokenVerb(),
    ];

    public static async Task<int> RunAsync(string[] arguments)
    {
        var name = arguments.FirstOrDefault(argument => !argument.StartsWith('-'));
        if (arguments is [] or ["--help"] or ["-h"] or ["help"])
            return Explain(Console.Out, 0);
        var verb = Array.Find(Verbs, verb => verb.Name == name);
        if (verb is null || arguments[0] != verb.Name)
        {
            await Console.Error.WriteLineAsync($"There is no verb '{arguments[0]}'.");
            return Explain(Console.Error, UsageError);
        }

        if (arguments[1..] is ["--help"] or ["-h"])
        {
            await Console.Out.WriteLineAsync($"attune {verb.Name}\n  {verb.Summary}");
            return 0;
        }

        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, press) =>
        {
            press.Cancel = true;
            stop.Cancel();
        };
        return await verb.RunAsync(arguments[1..], stop.Token);
    }

    private static int Explain(TextWriter to, int exitCode)
    {
        to.WriteLine("attune VERB [arguments]");
        foreach (var verb in Verbs)
            to.WriteLine($"  {verb.Name,-16}{verb.Summary}");
        return exitCode;
    }
}
