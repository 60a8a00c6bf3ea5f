namespace Attune.Foundation.Modules;

/// <summary>An entry of the console's rail.</summary>
/// <param name="Name">The feature's name in the console, for example <c>guide</c>.</param>
/// <param name="Order">Its place, from 0.</param>
public sealed record ConsoleEntry(string Name, int Order);
