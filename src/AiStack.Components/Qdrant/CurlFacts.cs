namespace AiStack.Components.Qdrant;

/// <summary>What is true about the image that talks to Qdrant's REST API from a Job: a shell, curl and awk, 10 MB.</summary>
/// <remarks>Source: curl/curl-container (<c>create_base_image.sh</c>: Alpine with the users <c>curl_user</c> and <c>curl_group</c>); their ids as <c>id</c> prints them in the image.</remarks>
public static class CurlFacts
{
    /// <summary>The image as a cluster pulls it.</summary>
    public const string Reference = "docker.io/curlimages/curl:8.16.0";

    /// <summary>User that the image runs as.</summary>
    public const int UserId = 100;

    /// <summary>Its group.</summary>
    public const int GroupId = 101;
}
