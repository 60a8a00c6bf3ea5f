namespace Attune.Fuzz.Fuzzing;

/// <summary>Something that must hold its promises whatever bytes it is given.</summary>
internal interface IFuzzTarget : IAsyncDisposable
{
    /// <summary>Names it on the command line; its kept inputs stand in the folder of this name.</summary>
    string Name { get; }

    /// <summary>Inputs of a regular run of the tests: fixed, so that every run does the same.</summary>
    int Rounds { get; }

    /// <summary>An input made by the grammar of the format, mostly right.</summary>
    byte[] Generate(Chance chance);

    /// <summary>An input changed a little.</summary>
    byte[] Change(Chance chance, byte[] input, byte[] other) => ByteMutation.Change(chance, input, other);

    /// <summary>Feeds an input and checks every promise; a broken one throws.</summary>
    /// <returns>
    /// Which kind of behaviour it led to. An input that leads to a kind not seen before is worth changing further.
    /// </returns>
    ValueTask<string> RunAsync(byte[] input);
}
