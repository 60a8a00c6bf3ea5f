using RealtimeLoad;
using RealtimeLoad.AiStreams;
using RealtimeLoad.Load;
using RealtimeLoad.Scenarios;
using RealtimeLoad.Soak;
using RealtimeLoad.Systems;

// Run as: RealtimeLoad REPOSITORY ATTUNE DOTNET_PEERS NODE_PEERS [options], or with the options of a soak after "soak".
try
{
    CheckerProof.Run();
    ViewedTextProof.Run();
    if (args.Length > 4 && args[4] == "soak")
    {
        var soak = SoakOptions.Parse(args.AsSpan(5));
        var attune = ServerCatalogue.Create(args[1], args[2], args[3]).Single(kind => kind.IsAttune);
        return await new SoakRun(soak.Minutes, soak.Folder, soak.IsPinned).RunAsync(attune, args[0], soak.IsJson) ? 0 : 1;
    }

    var options = BenchOptions.Parse(args.AsSpan(4)) with { PublishedRollUp = PublishedSettings.RollUpMilliseconds(args[1]) };
    var known = ServerCatalogue.Create(args[1], args[2], args[3]);
    var unknown = options.Systems.Except(known.Select(kind => kind.Name))
        .Concat(options.Scenarios.Except(Scenario.All.Select(scenario => scenario.Letter))).FirstOrDefault();
    if (unknown is not null)
        throw new ArgumentException($"'{unknown}' is not known.\n{BenchOptions.Usage}");
    var systems = known.Where(kind => options.Systems.Length == 0 || options.Systems.Contains(kind.Name)).ToArray();
    var scenarios = Scenario.All.Where(scenario => options.Scenarios.Contains(scenario.Letter)).ToArray();
    return await new Bench(options, systems, scenarios).RunAsync(args[0]) ? 0 : 1;
}
catch (InvalidDataException error)
{
    // The server did what it must not; whatever was started has been stopped.
    await Console.Error.WriteLineAsync(error.ToString());
    return 1;
}
catch (ArgumentException error)
{
    await Console.Error.WriteLineAsync(error.Message);
    return 2;
}
