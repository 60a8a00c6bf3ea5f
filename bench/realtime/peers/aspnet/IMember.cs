namespace RealtimePeers;

/// <summary>One connection that follows topics.</summary>
internal interface IMember
{
    /// <summary>Sends these bytes, which are shared by all members and never change.</summary>
    void Send(byte[] message);
}
