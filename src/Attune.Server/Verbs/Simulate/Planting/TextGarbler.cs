namespace Attune.Server.Verbs.Simulate.Planting;

/// <summary>Lets the text of one viewer through and writes other letters of the same length into one piece of it.</summary>
/// <param name="isActive">False lets everything through.</param>
internal sealed class TextGarbler(bool isActive)
{
    /// <summary>True once it has been done.</summary>
    public bool Planted { get; private set; }

    /// <summary>What the viewer gets for the bytes that came.</summary>
    public byte[] Pass(byte[] text)
    {
        if (!isActive || Planted || text.Length == 0)
            return text;
        Planted = true;
        return [.. text.Select(one => (byte)(one == '#' ? '+' : '#'))];
    }
}
