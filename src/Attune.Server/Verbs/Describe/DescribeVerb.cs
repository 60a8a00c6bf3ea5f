using Attune.Foundation.Modules;

namespace Attune.Server.Verbs.Describe;

/// <summary>Runs the stand-in for a describer until Ctrl-C or SIGTERM.</summary>
internal sealed class DescribeVerb : IVerb
{
    private const int Failed = 1;
    private const int UsageError = 2;

    public string Name => "describe";

    public string Summary => "run a stand-in that describes visitors for the guide [--port N] [--mode MODE] [--delay-ms N]";

    public async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        if (DescriberPlan.Read(arguments) is not { } plan)
        {
            await Console.Error.WriteLineAsync(DescriberPlan.Usage);
            return UsageError;
        }

        try
        {
            await using var server = await DescriberServer.StartAsync(
                plan, note: Console.Out.WriteLine, cancellation: cancellation);
            await Console.Out.WriteLineAsync($"The describer is ready on {server.Address} (it invents what it tells)");
            await Console.Out.FlushAsync(cancellation);
            await server.WaitForShutdownAsync(cancellation);
            return 0;
        }
        catch (IOException error)
        {
            await Console.Error.WriteLineAsync($"The describer could not start. {error.Message}");
            return Failed;
        }
    }
}
