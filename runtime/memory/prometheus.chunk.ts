// The Prometheus client, in a bundle of its own: only who asks for metrics needs it.
export { Counter, Gauge, Histogram, Registry } from 'prom-client';
