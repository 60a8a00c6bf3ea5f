namespace Attune.Server.Verbs.Simulate.Wire;

/// <summary>The connection ended, as it does when a server is killed or a fault cuts it: the client resumes.</summary>
public sealed class ConnectionLostException : Exception
{
    public ConnectionLostException(string message)
        : base($"The connection was lost: {message}.")
    {
    }

    public ConnectionLostException(Exception cause)
        : base($"The connection was lost: {cause.Message}", cause)
    {
    }
}
