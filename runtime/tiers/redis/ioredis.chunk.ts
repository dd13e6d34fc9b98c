// The Redis client, loaded when the Redis tier is opened.
export { Cluster, Redis } from 'ioredis';
