using Attune.Server.Verbs.Processes;
using Attune.Server.Verbs.Simulate.Wire;

namespace Attune.Server.Verbs.Bench.Conversations;

/// <summary>Many conversations at once on a server of its own: how soon answers begin, and what goes missing.</summary>
internal static class ConversationsBench
{
    private const int OpenedAtOnce = 16;

    /// <summary>Answers are written at reading speed, so the last ones end long after the last message.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Starts the server, applies the load and compares what was sent with what came.</summary>
    /// <exception cref="ServerFailedException">The server did not start.</exception>
    /// <exception cref="InvalidDataException">It does not do conversations.</exception>
    public static async Task<BenchReport> RunAsync(
        ConversationsPlan plan, ServerProgram program, TimeProvider clock, CancellationToken cancellation)
    {
        using var folder = new TemporaryFolder("bench");
        await using var server = await ServerProcess.StartAsync(program, folder.Path, clock, cancellation);
        var target = new ServerTarget(server.Address, server.Availability);
        using var api = new ConversationsApi(target);
        var planned = plan.Draw();
        var clients = new ConversationClient?[planned.Count];
        try
        {
            var opening = new ParallelOptions { MaxDegreeOfParallelism = OpenedAtOnce, CancellationToken = cancellation };
            await Parallel.ForAsync(0, clients.Length, opening, async (i, stop) =>
                clients[i] = await ConversationClient.OpenAsync(planned[i], api, target, clock, stop));
            var start = clock.GetTimestamp();
            var histories = await Task.WhenAll(clients.Select(client => client!.RunAsync(start, Patience, cancellation)));
            return ConversationsReport.Of(plan, planned, histories, ServerMemory.PeakMegabytes(server.Id), clock);
        }
        catch (Exception error) when (error is RefusedException or ConnectionLostException)
        {
            throw new InvalidDataException($"{error.Message}\n{server.Output}", error);
        }
        finally
        {
            foreach (var client in clients)
                client?.Dispose();
        }
    }
}
