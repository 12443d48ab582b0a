namespace Octokit.Internal;

public interface IJsonSerializer
{
    string Serialize(object item);

    T Deserialize<T>(string json);
}

public class SimpleJsonSerializer : IJsonSerializer
{
    public string Serialize(object item) => Json.Text(item);

    public T Deserialize<T>(string json) => Json.Read<T>(json);
}
